/** What a worker has no business with. */
const SECRETS = /DATABASE_URL$|^OTEL_|SECRET|PASSWORD|TOKEN|SMTP|_KEY$/i;

/** The environment of a worker: the supervisor's own, without its secrets. */
export function workerEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env = { ...own };
  for (const name of Object.keys(env)) if (SECRETS.test(name)) delete env[name];
  return env;
}
