/**
 * Amazon SNS: whether a message is truly Amazon's, and the confirmation that a subscription begins with. Our own: the
 * packages for it know no time-out, take any answer for a certificate, and can't be given one in a test.
 */
import { createVerify, X509Certificate } from "node:crypto";
import { z } from "zod";
import { remembered } from "../github/remembered.ts";

export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** What became of a message. `line` is for the log, and may hold an address that the operator is to open. */
export type Outcome =
  /** Genuine; the alarm in it is yet to be read. */
  | { state: "notification" }
  /** Genuine, and done with. */
  | { state: "done"; line: string }
  | { state: "forged" }
  /** Amazon could not be reached. */
  | { state: "later"; line: string; error: unknown };

const envelope = z.object({
  Type: z.enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
  Message: z.string(),
  MessageId: z.string(),
  Subject: z.string().nullish(),
  SubscribeURL: z.string().nullish(),
  Timestamp: z.string(),
  Token: z.string().nullish(),
  TopicArn: z.string(),
  Signature: z.string(),
  SignatureVersion: z.enum(["1", "2"]),
  SigningCertURL: z.string(),
});
type Envelope = z.infer<typeof envelope>;

/** Fields that are signed, in the order in which they are. Those that are absent are left out. */
const inNotification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const;
const inConfirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"] as const;
const hashes = { "1": "RSA-SHA1", "2": "RSA-SHA256" } as const;

/** For each of our two requests, in milliseconds: SNS itself waits 15 seconds. */
const answerWithin = 4_000;
/** In bytes; Amazon's have about two thousand. */
const largestCertificate = 32 * 1024;
/** Amazon has one for each region, and a new one every year or so. */
const kept = { most: 50, keepFor: 24 * 60 * 60_000 };

/** Whether the body is a message of SNS, and not an alarm as it is delivered without one. */
export function isEnvelope(body: unknown): boolean {
  return typeof body === "object" && body !== null && "Type" in body && "TopicArn" in body;
}

/** Judges messages of SNS, and confirms subscriptions. Asks nobody but Amazon; keeps its certificates. */
export function snsThrough(fetch: Fetch): (body: unknown) => Promise<Outcome> {
  const certificateAt = remembered((address: string) => fetchCertificate(fetch, address), kept);
  return async (body) => {
    const read = envelope.safeParse(body);
    const address = read.success ? certificateAddress(read.data.SigningCertURL) : null;
    if (!read.success || address === null) return { state: "forged" };
    const message = read.data;
    try {
      if (!isGenuine(message, await certificateAt(address))) return { state: "forged" };
    } catch (error) {
      return { state: "later", line: unchecked(message), error };
    }
    return take(fetch, message);
  };
}

async function take(fetch: Fetch, message: Envelope): Promise<Outcome> {
  const { Type: type, TopicArn: topic } = message;
  if (type === "Notification") return { state: "notification" };
  if (type === "UnsubscribeConfirmation")
    return { state: "done", line: `Amazon SNS sends the alarms of ${topic} here no longer.` };
  const address = amazonAddress(message.SubscribeURL ?? "");
  if (address === null) return { state: "forged" };
  try {
    await (await fetchOf(fetch, address)).body?.cancel();
    return { state: "done", line: `Amazon SNS sends the alarms of ${topic} here from now on.` };
  } catch (error) {
    return { state: "later", line: `The subscription to ${topic} ${byHand(address)}`, error };
  }
}

function unchecked({ Type: type, TopicArn: topic, SubscribeURL: url }: Envelope): string {
  const address = type === "SubscriptionConfirmation" ? amazonAddress(url ?? "") : null;
  if (address === null) return "Amazon's certificate can't be had, so a message of Amazon SNS can't be checked.";
  return `Amazon's certificate can't be had, so a subscription to ${topic} ${byHand(address)}`;
}

function byHand(address: URL): string {
  return `could not be confirmed. If it is yours, open this address to confirm it: ${address.href}`;
}

function isGenuine(message: Envelope, certificate: X509Certificate): boolean {
  const fields = message.Type === "Notification" ? inNotification : inConfirmation;
  const signed = fields.flatMap((field) => (typeof message[field] === "string" ? `${field}\n${message[field]}\n` : []));
  const verifier = createVerify(hashes[message.SignatureVersion]).update(signed.join(""));
  return verifier.verify(certificate.publicKey, message.Signature, "base64");
}

/** @throws where there is no certificate at the address, or it can't be reached */
async function fetchCertificate(fetch: Fetch, address: string): Promise<X509Certificate> {
  const { body } = await fetchOf(fetch, new URL(address));
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > largestCertificate) throw new Error("What should be Amazon's certificate is too large to be one");
    chunks.push(chunk);
  }
  return new X509Certificate(Buffer.concat(chunks));
}

/** @throws where the answer is anything but what was asked for: redirects could lead anywhere */
async function fetchOf(fetch: Fetch, { href }: URL): Promise<Response> {
  const answer = await fetch(href, { redirect: "error", signal: AbortSignal.timeout(answerWithin) });
  if (!answer.ok) throw new Error(`Amazon answered ${answer.status}`);
  return answer;
}

/** Null where no certificate of Amazon's can be there. */
function certificateAddress(text: string): string | null {
  const address = amazonAddress(text);
  const isCertificate = /^\/SimpleNotificationService-[a-z\d]+\.pem$/i.test(address?.pathname ?? "");
  return address && isCertificate && address.search === "" ? address.href : null;
}

/** The address; null where it isn't one of Amazon SNS itself. */
function amazonAddress(text: string): URL | null {
  const address = URL.parse(text);
  if (address?.protocol !== "https:" || address.port !== "") return null;
  if (address.username !== "" || address.password !== "") return null;
  return /^sns\.[a-z\d-]{3,}\.amazonaws\.com(\.cn)?$/.test(address.hostname) ? address : null;
}
