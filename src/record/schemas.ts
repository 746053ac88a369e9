/** The JSON Schema of what stands in the wiki's data, for the programs of others. */
import { z } from "zod";
import { metricsSchema } from "../metrics/metrics.ts";
import { noiseSchema } from "./noise.ts";
import { recordSchema } from "./record.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Of a line of `incidents/data/2026.jsonl` (draft 2020-12). */
export function recordJsonSchema(): JsonSchema {
  return z.toJSONSchema(
    recordSchema.meta({
      title: "Incident",
      description:
        "One incident: a line of incidents/data/YEAR.jsonl, where YEAR is that of its declaration in UTC. " +
        "Instants are ISO 8601 in UTC, spans whole seconds, days in the team's time zone. Texts are people's own: escape them.",
    }),
  );
}

/** Of a line of `incidents/data/noise.jsonl` (draft 2020-12). */
export function noiseJsonSchema(): JsonSchema {
  return z.toJSONSchema(
    noiseSchema.meta({
      title: "Alert noise",
      description:
        "How often one informational alert fired on one day: a line of incidents/data/noise.jsonl. Such alerts open no " +
        "incident and page nobody. Days are those of the team's time zone. Texts are people's own: escape them.",
    }),
  );
}

/** Of `incidents/data/metrics.json` (draft 2020-12). */
export function metricsJsonSchema(): JsonSchema {
  return z.toJSONSchema(
    metricsSchema.meta({
      title: "Incident metrics",
      description:
        "The figures over many incidents: incidents/data/metrics.json. Spans are seconds unless said otherwise, " +
        "instants ISO 8601 in UTC, days in the time zone of madeWith, shares between 0 and 1.",
    }),
  );
}
