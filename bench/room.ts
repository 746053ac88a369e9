/** Where measurements keep their files: in memory, where the machine has a folder for that, so that no disk is measured. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Removed as the process ends. */
export const room = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "sooner-bench-"));

process.once("exit", () => rmSync(room, { recursive: true, force: true }));
