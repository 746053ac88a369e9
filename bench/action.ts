/** The built Action as a process of its own, run as a runner does, with how long it takes and how much memory. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../scripts/build.ts";
import { room } from "./room.ts";

const folder = join(room, "action/dist");
writeFileSync(join(room, "package.json"), '{ "type": "module" }');
let built: ReturnType<typeof build> | undefined;

/** The files of the bundle with their sizes in bytes; built once. */
export function bundle(): ReturnType<typeof build> {
  built ??= build(folder);
  return built;
}

export interface Ran {
  /** From its start to its end, in milliseconds. */
  time: number;
  /** Resident at the most, in MB; without the processes of git. */
  memory: number;
}

/** The variables of a scheduled job at the server. */
export function environment(server: string, token: string): NodeJS.ProcessEnv {
  const here = mkdtempSync(join(room, "job-"));
  writeFileSync(join(here, "output"), "");
  return {
    PATH: process.env.PATH ?? "",
    TMPDIR: room,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_RUN_ID: "1",
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_API_URL: `${server}/api/v3`,
    GITHUB_SERVER_URL: server,
    GITHUB_WORKSPACE: here,
    GITHUB_OUTPUT: join(here, "output"),
    INPUT_TOKEN: token,
  };
}

/** Starts the program, which must have been built. */
export function start(env: NodeJS.ProcessEnv) {
  return spawn(process.execPath, [join(folder, "main.js")], { env, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs a scheduled job against the world to its end. @throws Error where it fails, with its log */
export async function run({ url, token }: { url: string; token: string }): Promise<Ran> {
  await bundle();
  const env = environment(url, token);
  const begun = performance.now();
  const child = start(env);
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      log += text;
    });
  }
  const memory = watchMemory(child);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The Action ended with ${code}:\n${log}`);
  const time = performance.now() - begun;
  return { time, memory: memory() };
}

/** Looks again and again; the kernel keeps the most, so only the last moments can be missed. */
function watchMemory({ pid }: ChildProcess): () => number {
  let most = 0;
  const look = () => {
    most = Math.max(most, peakOf(pid));
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** The most that was ever resident of a process, in MB; 0 where it has ended. Linux alone tells it. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
