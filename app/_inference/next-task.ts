/**
 * Lets a worker hear what it is told meanwhile. Backends on the processor answer at once, so that a loop around them never
 * ends the task it began in; a timer would do, but waits for milliseconds.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
