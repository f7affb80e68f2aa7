import type { Command } from "./children.ts";
import { JsonProcess, type Message } from "./json-process.ts";

const MS = 1000;

/**
 * Runs a program that reports in lines of JSON.
 *
 * @param onMessage gets each as it comes
 * @returns all messages, and the seconds from the program's start to its end
 * @throws Error with its standard error when it fails
 */
export async function runToEnd(
  name: string,
  command: Command,
  onMessage: (message: Message) => void = () => {},
): Promise<{ messages: Message[]; seconds: number }> {
  const started = performance.now();
  const child = new JsonProcess(name, command);
  const messages: Message[] = [];
  for (let message = await child.next(); message; message = await child.next()) {
    messages.push(message);
    onMessage(message);
  }
  return { messages, seconds: (performance.now() - started) / MS };
}
