/** Action items and issue fields: which of them is heard, what is written where, and what is remembered. */
import { expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import { itemFieldsIn, newSettings, typeNamed, valuesOf } from "../../src/fields/fields.ts";
import { type FieldsKnown, fielded, fieldsSettleAt, rememberedFields, withFields } from "../../src/fields/items.ts";
import type { ActionItem } from "../../src/incident/action-item.ts";
import { nothingRemembered } from "../../src/memory.ts";

const minute = 60_000;
const now = Date.parse("2026-11-20T12:00:00Z");
const fields = itemFieldsIn([
  {
    id: 5,
    name: "priority",
    type: "single select",
    options: ["P0", "High", "Low"].map((name) => ({ id: name, name })),
  },
  { id: 6, name: "Target date", type: "date", options: [] },
]);

const item: ActionItem = {
  number: 2,
  title: "Alert on failing logins",
  url: "https://github.com/acme/shop/issues/2",
  state: "open",
  owners: ["greg"],
  priority: "high",
  question: null,
  createdAt: now - 600 * minute,
  firstDue: "2026-12-01",
  due: "2026-12-01",
};

interface Facts {
  said: Record<number, string>;
  /** Minutes since what was agreed on: high, and 1 December. */
  agreed?: number;
  own?: boolean;
}

function known({ said, agreed, own = true }: Facts): FieldsKnown {
  const since = Math.floor((now - (agreed ?? 0) * minute) / 1000);
  const agreement = { status: null, priority: "high", due: "2026-12-01", since } as const;
  return {
    fields: { ...fields, items: [{ issue: 2, values: valuesOf(fields, said) }] },
    board: null,
    memory: { ...nothingRemembered, ...(agreed === undefined ? {} : { fields: { 2: agreement } }) },
    configuration: defaults,
    own: new Set(own ? [2] : []),
    now,
  };
}

const same = { 5: "High", 6: "2026-12-01" };

/** The item's priority and due day, what is written, and when to look again. */
function heard(facts: Facts, from = item): unknown[] {
  const all = known(facts);
  const [after = from] = withFields([from], all);
  const write = fielded(from, after, all);
  const settles = fieldsSettleAt([from], all);
  return [
    after.priority,
    after.due,
    write?.toIssue,
    write?.toFields,
    settles === null ? null : (settles - now) / minute,
  ];
}

const nowhere = { priority: false, due: false };

test.each<[string, Facts, ActionItem, unknown[]]>([
  ["the same on both sides", { said: same, agreed: 60 }, item, ["high", "2026-12-01", nowhere, [], null]],
  [
    "never met, and empty in the fields",
    { said: {} },
    item,
    [
      "high",
      "2026-12-01",
      nowhere,
      [
        { field: 5, value: "High" },
        { field: 6, value: "2026-12-01" },
      ],
      null,
    ],
  ],
  [
    "never met, and empty on the issue",
    { said: same },
    { ...item, priority: null, due: null },
    ["high", "2026-12-01", { priority: true, due: true }, [], null],
  ],
  [
    "changed in the fields",
    { said: { 5: "P0", 6: "2026-12-24T00:00:00Z" }, agreed: 60 },
    item,
    ["urgent", "2026-12-24", { priority: true, due: true }, [], null],
  ],
  [
    "changed on the issue",
    { said: same, agreed: 60 },
    { ...item, priority: "low" },
    ["low", "2026-12-01", nowhere, [{ field: 5, value: "Low" }], null],
  ],
  [
    "changed on both: no times are known, so the issue's counts",
    { said: { ...same, 5: "P0" }, agreed: 60 },
    { ...item, priority: "low" },
    ["low", "2026-12-01", nowhere, [{ field: 5, value: "Low" }], null],
  ],
  ["perhaps only read late", { said: { ...same, 5: "Low" }, agreed: 1 }, item, ["high", "2026-12-01", nowhere, [], 1]],
  [
    "emptied in the fields",
    { said: { 6: "2026-12-01" }, agreed: 60 },
    item,
    [null, "2026-12-01", { priority: true, due: false }, [], null],
  ],
  [
    "without an option for it",
    { said: same, agreed: 60 },
    { ...item, priority: "medium" },
    ["medium", "2026-12-01", nowhere, [], null],
  ],
  [
    "an issue of people's keeps its text",
    { said: { ...same, 6: "2027-01-01" }, agreed: 60, own: false },
    item,
    ["high", "2027-01-01", nowhere, [], null],
  ],
])("%s", (_, facts, from, expected) => {
  expect(heard(facts, from)).toEqual(expected);
});

test("closed items are left as they are", () => {
  const closed: ActionItem = { ...item, state: "done", closedAt: now };
  expect(heard({ said: { 5: "Low" }, agreed: 60 }, closed)).toEqual(["high", "2026-12-01", undefined, undefined, null]);
});

test("where the board has had the last word, the field says it too", () => {
  const all = known({ said: { ...same, 5: "P0" }, agreed: 60 });
  const after: ActionItem = { ...item, priority: "low", due: "2027-02-02" };
  expect(fielded(item, after, all)).toMatchObject({
    toIssue: nowhere,
    toFields: [
      { field: 5, value: "Low" },
      { field: 6, value: "2027-02-02" },
    ],
  });
  expect(rememberedFields([item], [after], all)).toEqual({
    2: { status: null, priority: "low", due: "2027-02-02", since: now / 1000 },
  });
});

test("what both have said from the beginning holds since ever; what could not be written is not agreed on", () => {
  expect(rememberedFields([item], [item], known({ said: same }))[2]?.since).toBe(0);
  expect(rememberedFields([item], [item], known({ said: {} }))[2]?.since).toBe(now / 1000);
  const medium: ActionItem = { ...item, priority: "medium" };
  expect(rememberedFields([medium], [medium], known({ said: same, agreed: 60 }))[2]?.priority).toBe("high");
});

test("nothing read, nothing forgotten, but for what is no item any more", () => {
  const unread = { ...known({ said: same, agreed: 60, own: false }), fields: null };
  expect(rememberedFields([item], [item], unread)).toEqual(unread.memory.fields);
  expect(rememberedFields([], [], unread)).toEqual({});
  expect(withFields([{ ...item, due: null }], unread)[0]?.due).toBe("2026-12-01");
});

test("a new item says in the fields what they have room for", () => {
  expect(newSettings({ priority: "urgent", due: null }, fields)).toEqual([{ field: 5, value: "P0" }]);
  expect(newSettings({ priority: "medium", due: "2026-12-01" }, { ...fields, due: null })).toEqual([]);
});

test("types are known in any case, and given as the organisation spells them", () => {
  expect(typeNamed("incident", ["Task", "Incident"])).toBe("Incident");
  expect(typeNamed("Incident", ["Task"])).toBeNull();
});
