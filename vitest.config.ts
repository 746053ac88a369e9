/** How the tests run: every `*.test.ts` under `test`, in Node 24, without transforms of ours. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/**/*.test.ts"], setupFiles: ["test/setup.ts"], testTimeout: 30_000, hookTimeout: 30_000 },
});
