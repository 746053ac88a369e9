/** How soon the bundle asks its first question, and how large it is. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { bundle, environment, start } from "./action.ts";
import { type Measurement, median } from "./measurement.ts";

const rounds = 15;

export async function theBundle(): Promise<Measurement[]> {
  const files = await bundle();
  const programs = files.filter(({ file }) => file.endsWith(".js"));
  const others = files.filter(({ file }) => !file.endsWith(".wasm") && !file.endsWith(".ttf"));
  const sum = (some: typeof files) => some.reduce((total, { bytes }) => total + bytes, 0) / 1024;
  const what = "The bundle without WebAssembly and font";
  return [
    ...(await ofStart()),
    { what, value: sum(others), unit: "KB", limit: { most: 1_536 } },
    { what: "Its programs alone", value: sum(programs), unit: "KB", limit: { most: 1_536 } },
  ];
}

async function ofStart(): Promise<Measurement[]> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const url = `http://127.0.0.1:${address.port}`;
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    execFileSync(process.execPath, ["-e", "0"]);
    const nothing = performance.now() - begun;
    ratios.push((await untilAsked(server, url)) / nothing);
  }
  server.close();
  const what = "The bundle, to its first request, against node -e 0";
  return [{ what, value: median(ratios), unit: "times", limit: { most: 4.5 } }];
}

/** Until a scheduled job asks the server for anything, be it by git; in milliseconds. */
async function untilAsked(server: ReturnType<typeof createServer>, url: string): Promise<number> {
  const asked = once(server, "request");
  const begun = performance.now();
  const child = start(environment(url, "ghs_nothing"));
  await asked;
  const time = performance.now() - begun;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  server.closeAllConnections();
  await ended;
  return time;
}
