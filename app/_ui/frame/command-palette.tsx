"use client";
import { Command as Cmdk } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { SEARCH_LENGTH } from "#domain/limits";
import { Icon } from "../icon.tsx";
import { type Command, type Found, matchingCommands } from "./commands.ts";

type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  query: string;
  onQueryChange: (query: string) => void;
  commands: readonly Command[];
  found: Found;
};

/** Search over everything one can go to or do. */
export function CommandPalette({ open, onOpenChange, query, onQueryChange, commands, found }: CommandPaletteProps) {
  const router = useRouter();
  const [picked, setPicked] = useState("");
  const here = commands.filter(({ group }) => group === "This page");
  const elsewhere = commands.filter(({ group }) => group !== "This page");
  // What was done last is more likely meant than a place, until something is typed.
  const ordered =
    query.trim() === ""
      ? [...here, ...found.commands, ...elsewhere]
      : [...matchingCommands(commands, query), ...found.commands];
  // What Enter does: what was picked while it is there, else the first.
  const keys = ordered.map(keyOf);
  const current = keys.includes(picked) || picked === RETRY ? picked : (keys[0] ?? "");
  const groups = [...Map.groupBy(ordered, ({ group }) => group)];
  const run = (command: Command) => {
    onOpenChange(false);
    if ("href" in command) router.push(command.href);
    else command.onSelect();
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className="palette" aria-describedby={undefined}>
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Cmdk label="Search and commands" loop shouldFilter={false} value={current} onValueChange={setPicked}>
            <div className="palette-search">
              <Icon name="search" />
              <Cmdk.Input
                placeholder="Search or run a command"
                maxLength={SEARCH_LENGTH}
                value={query}
                onValueChange={(text) => {
                  // Another question, another first answer.
                  setPicked("");
                  onQueryChange(text);
                }}
              />
              {found.busy && <span className="spinner" aria-hidden="true" />}
            </div>
            <Cmdk.List>
              {found.busy || <Cmdk.Empty>Nothing by that name.</Cmdk.Empty>}
              {groups.map(([group, members]) => (
                <Cmdk.Group key={group} heading={group}>
                  {members.map((command) => (
                    <Item key={keyOf(command)} command={command} onSelect={() => run(command)} />
                  ))}
                </Cmdk.Group>
              ))}
              {found.problem && (
                <Cmdk.Group heading="Search">
                  <Cmdk.Item value={RETRY} onSelect={found.onRetry}>
                    <Icon name="retry" size="s" />
                    <span className="palette-label">{found.problem}</span>
                    <span className="palette-end">Try again</span>
                  </Cmdk.Item>
                </Cmdk.Group>
              )}
            </Cmdk.List>
            <p className="sr-only" role="status">
              {found.busy ? "Searching" : `${ordered.length} results`}
            </p>
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const RETRY = "search again";

/** Two runs may have one name. */
const keyOf = (command: Command): string =>
  `${command.group} ${"href" in command ? command.href : ""} ${command.label}`;

function Item({ command, onSelect }: { command: Command; onSelect: () => void }) {
  const { icon, label, hint, keys } = command;
  return (
    <Cmdk.Item value={keyOf(command)} onSelect={onSelect}>
      <Icon name={icon} size="s" />
      <span className="palette-label">{label}</span>
      {(hint || keys) && (
        <span className="palette-end">
          {hint}
          {keys?.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      )}
    </Cmdk.Item>
  );
}
