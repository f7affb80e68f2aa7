/** What a Node.js process still uses after a collection, asked through its inspector. */

type Answer = { id?: number; result?: { usedSize: number; backingStorageSize?: number } };

/**
 * @param port of the inspector, as `--inspect=127.0.0.1:PORT` opened it
 * @returns bytes of the heap and of the buffers that it holds, after all garbage was collected. How much a process occupies says
 *   less: V8 collects late where a machine has memory to spare.
 */
export async function liveBytes(port: number): Promise<number> {
  const targets: { webSocketDebuggerUrl: string }[] = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
  const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? "");
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", () => reject(new Error(`No inspector answers at port ${port}.`)));
    });
    const ask = (id: number, method: string) =>
      new Promise<Answer>((resolve) => {
        socket.addEventListener("message", ({ data }) => {
          const answer: Answer = JSON.parse(String(data));
          if (answer.id === id) resolve(answer);
        });
        socket.send(JSON.stringify({ id, method }));
      });
    await ask(1, "HeapProfiler.collectGarbage");
    const { result } = await ask(2, "Runtime.getHeapUsage");
    if (!result) throw new Error("The inspector does not tell what is used.");
    return result.usedSize + (result.backingStorageSize ?? 0);
  } finally {
    socket.close();
  }
}
