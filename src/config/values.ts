/** Single values of the configuration: logins, days, times, labels. */
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { severities } from "../incident/incident.ts";

export const login = z
  .string()
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[A-Za-z0-9]{1,38})?$/, "is no login")
  .overwrite((text) => text.replace(/^@/, ""));
export const day = z.iso.date();
export const severity = z.enum(severities);
export const severityOrInfo = z.enum([...severities, "info"]);
export const address = z.url({ protocol: /^https?$/ });
/** What follows names a rotation: `on-call/primary` is whoever's turn it is. */
export const rotationPrefix = "on-call/";
export const label = z.string().min(1).max(50);
/** Another App's login, with or without `[bot]`. */
export const account = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}(?:\[bot\])?$/, "is no App's login")
  .overwrite((text) => text.replace(/\[bot\]$/, ""));
export const clockTime = z.string().regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00");
export const wallTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}$/, "must be a day and time such as 2026-12-24 09:00");
export const weekday = z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);
export const zoneName = z.string().refine(isZone, "is no time zone");

function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
