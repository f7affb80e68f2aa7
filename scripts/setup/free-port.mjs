import { createServer } from "node:net";

/** @returns {Promise<number>} a port of this machine on which nothing listens at the moment */
export async function findFreePort() {
  return listen(0);
}

/** @returns {Promise<boolean>} whether `port` of 127.0.0.1 can be listened on */
export async function isPortFree(port) {
  return listen(port).then(
    () => true,
    () => false,
  );
}

function listen(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const { port: bound } = server.address();
      server.close(() => resolve(bound));
    });
  });
}
