/** The fence around the tests holds. */
import { expect, test } from "vitest";

test("a connection to another machine fails, and says so", async () => {
  const failure = await fetch("http://192.0.2.1/").catch((error: Error) => error.cause);
  expect(String(failure)).toBe("Error: A test reached out to 192.0.2.1. Tests talk to this machine alone.");
});
