/** An action item settled by command: which one, and in whose words. */
import { describe, expect, it } from "vitest";
import { readComment } from "../../../src/timeline/comment.ts";
import { context, refused, said } from "./reading.ts";

describe("settling an action item", () => {
  it.each<[string, object]>([
    ["/done #12 the alert came in the drill", { verb: "done", item: 12, text: "the alert came in the drill" }],
    ["/done 12: the alert came", { verb: "done", item: 12, text: "the alert came" }],
    ["/Done #12 - #45 is merged, and it fires", { verb: "done", item: 12, text: "#45 is merged, and it fires" }],
    ["/incident done https://github.com/Acme/Shop/issues/12 it fires", { verb: "done", item: 12, text: "it fires" }],
    ["/done #12\nThe alert came.\nIn the drill.", { verb: "done", item: 12, text: "The alert came.\nIn the drill." }],
    ["/decline #12, the cache is gone", { verb: "decline", item: 12, text: "the cache is gone" }],
  ])("%s", (line, expected) => {
    expect(said(line)).toEqual([expected]);
    expect(refused(line)).toEqual([]);
  });

  it("leaves the lines below to their author where its own says enough, or nothing", () => {
    expect(readComment("/done #12 it fires\nBack to work.", context).text).toBe("Back to work.");
    expect(readComment("/done\nBack to work.", context).text).toBe("Back to work.");
  });

  it.each([
    ["/done", "The action item is missing. → /done #12 how you know it works"],
    ["/done #12", "The evidence is missing: say how you know that it works. → /done #12 how you know it works"],
    ["/done #12 -", "The evidence is missing: say how you know that it works. → /done #12 how you know it works"],
    ["/done it fires", "`it` is no issue of this repository. → /done #12 it fires"],
    [
      "/done https://github.com/acme/web/issues/3 it fires",
      "`https://github.com/acme/web/issues/3` is no issue of this repository. → /done #12 it fires",
    ],
    ["/decline", "The action item is missing. → /decline #12 why it will not be done"],
    ["/decline #7", "The reason is missing: say why it will not be done. → /decline #7 why it will not be done"],
    ["/declined #7 gone", "There is no command `/declined`. → /decline #7 gone"],
  ])("is refused: %s", (line, expected) => {
    expect(refused(line)).toEqual([expected]);
    expect(said(line)).toEqual([]);
  });
});
