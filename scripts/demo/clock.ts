/** Loaded before the App in the demo: its clock goes by the story's time, which the demo sets, instead of the machine's. */
const machine = Date.now;
let ahead = Number(process.env.DEMO_TIME) - machine();

Date.now = () => machine() + ahead;
globalThis.Date = new Proxy(Date, {
  construct: (date, values, type) => Reflect.construct(date, values.length > 0 ? values : [Date.now()], type),
});

process.on("message", (now: number) => {
  ahead = now - machine();
});
// Without the demo there is nothing left to do.
process.on("disconnect", () => process.exit());
process.channel?.unref();
