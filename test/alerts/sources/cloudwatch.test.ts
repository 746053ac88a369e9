import { describe, expect, it } from "vitest";
import { cloudwatch } from "../../../src/alerts/sources/cloudwatch.ts";

const arn = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:login errors";
const alarm = {
  AlarmName: "login errors",
  AlarmDescription: "More than 20 of 100 logins fail",
  AWSAccountId: "123456789012",
  AlarmConfigurationUpdatedTimestamp: "2026-10-01T08:00:00.000+0000",
  NewStateValue: "ALARM",
  NewStateReason: "Threshold Crossed: 1 datapoint [52.0 (20/11/26 14:01:00)] was greater than the threshold (20.0).",
  StateChangeTime: "2026-11-20T14:02:42.236+0000",
  Region: "EU (Ireland)",
  AlarmArn: arn,
  OldStateValue: "OK",
  OKActions: [],
  Trigger: {
    MetricName: "HTTPCode_Target_5XX_Count",
    Namespace: "AWS/ECS",
    StatisticType: "Statistic",
    Dimensions: [
      { value: "shop", name: "ClusterName" },
      { value: "login", name: "ServiceName" },
    ],
    Period: 60,
    Threshold: 20,
  },
};
const envelope = (Message: unknown, Type = "Notification") => ({
  Type,
  MessageId: "da41e39f-ea4d-435a-b922-c6aae3915ebe",
  TopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms",
  Subject: 'ALARM: "login errors" in EU (Ireland)',
  Message: typeof Message === "string" ? Message : JSON.stringify(Message),
  Timestamp: "2026-11-20T14:02:42.300Z",
  SignatureVersion: "1",
});
const at = Date.UTC(2026, 10, 20, 14, 2, 42, 236);

const change = {
  version: "0",
  id: "c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
  "detail-type": "CloudWatch Alarm State Change",
  source: "aws.cloudwatch",
  account: "123456789012",
  time: "2026-11-20T14:02:43Z",
  region: "eu-west-1",
  resources: [arn],
  detail: {
    alarmName: "login errors",
    state: { value: "ALARM", reason: "Threshold crossed.", timestamp: "2026-11-20T14:02:42.236+0000" },
    previousState: { value: "OK" },
    configuration: {
      description: "More than 20 of 100 logins fail",
      metrics: [
        {
          id: "m1",
          metricStat: {
            metric: { namespace: "AWS/ECS", name: "CPUUtilization", dimensions: { ServiceName: "login" } },
            period: 300,
          },
          returnData: true,
        },
      ],
    },
  },
};

describe("CloudWatch", () => {
  it("tells of an alarm in SNS's envelope", () =>
    expect(cloudwatch.read(envelope(alarm), {})).toEqual({
      alerts: [
        {
          source: "cloudwatch",
          fingerprint: arn,
          status: "firing",
          severity: null,
          service: "login",
          rule: "login errors",
          title: "login errors",
          text: `${alarm.AlarmDescription}\n\n${alarm.NewStateReason}`,
          startedAt: at,
          endedAt: null,
          acknowledged: null,
          alerted: [],
          link: "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/login%20errors",
          labels: {
            metric: "HTTPCode_Target_5XX_Count",
            namespace: "AWS/ECS",
            ClusterName: "shop",
            ServiceName: "login",
          },
        },
      ],
    }));
  it("tells the same of raw delivery", () =>
    expect(cloudwatch.read(alarm, {})).toEqual(cloudwatch.read(envelope(alarm), {})));

  it("ends with OK", () =>
    expect(cloudwatch.read(envelope({ ...alarm, NewStateValue: "OK", OldStateValue: "ALARM" }), {})).toMatchObject({
      alerts: [{ fingerprint: arn, status: "resolved", startedAt: null, endedAt: at }],
    }));
  it("does not know with too little data", () =>
    expect(cloudwatch.read(envelope({ ...alarm, NewStateValue: "INSUFFICIENT_DATA" }), {})).toEqual({
      nothing: "The alarm has too little data to tell.",
    }));

  it("goes without ARN, description, time and metric", () => {
    const bare = {
      AlarmName: "login errors",
      AWSAccountId: "123456789012",
      Region: "EU (Ireland)",
      NewStateValue: "ALARM",
    };
    expect(cloudwatch.read(envelope({ ...bare, AlarmDescription: null, Trigger: null }), {})).toMatchObject({
      alerts: [
        {
          fingerprint: "123456789012/EU (Ireland)/login errors",
          text: "",
          startedAt: null,
          service: null,
          link: null,
          labels: {},
        },
      ],
    });
  });
  it("reads a composite alarm, which has a rule for a metric", () => {
    const { Trigger: _, ...told } = alarm;
    const body = envelope({
      ...told,
      AlarmRule: 'ALARM("a") OR ALARM("b")',
      TriggeringChildren: [{ Arn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a", State: { Value: "ALARM" } }],
    });
    expect(cloudwatch.read(body, {})).toMatchObject({ alerts: [{ fingerprint: arn, status: "firing", labels: {} }] });
  });
  it("reads metric math by its first metric", () => {
    const Metric = {
      MetricName: "Errors",
      Namespace: "AWS/Lambda",
      Dimensions: [{ Name: "FunctionName", Value: "login" }],
    };
    const Metrics = [
      { Id: "e1", Expression: "m1/m2" },
      { Id: "m1", MetricStat: { Metric, Period: 60 } },
    ];
    expect(cloudwatch.read(envelope({ ...alarm, Trigger: { Period: 60, Metrics } }), {})).toMatchObject({
      alerts: [{ service: null, labels: { metric: "Errors", namespace: "AWS/Lambda", FunctionName: "login" } }],
    });
  });
  it("links to no half of a character, and to no endless name", () => {
    const link = `https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/`;
    expect(cloudwatch.read(envelope({ ...alarm, AlarmName: "login \ud800" }), {})).toMatchObject({
      alerts: [{ title: "login \ufffd", link: `${link}login%20%EF%BF%BD` }],
    });
    expect(cloudwatch.read(envelope({ ...alarm, AlarmName: "x".repeat(100_000) }), {})).toMatchObject({
      alerts: [{ fingerprint: arn, title: "x".repeat(255) }],
    });
  });
  it("tells several contributors of one alarm apart", () => {
    const body = { ...alarm, AlarmContributorId: "6d44", AlarmContributorAttributes: { TableName: "sessions" } };
    expect(cloudwatch.read(envelope(body), {})).toMatchObject({
      alerts: [{ fingerprint: `${arn}/6d44`, labels: { TableName: "sessions" } }],
    });
  });

  it("reads what EventBridge says of the same alarm", () => {
    expect(cloudwatch.read(envelope(change), {})).toMatchObject({
      alerts: [
        {
          fingerprint: arn,
          status: "firing",
          service: "login",
          title: "login errors",
          text: "More than 20 of 100 logins fail\n\nThreshold crossed.",
          startedAt: at,
          labels: { metric: "CPUUtilization", namespace: "AWS/ECS", ServiceName: "login" },
        },
      ],
    });
    const composite = { alarmName: "login", state: { value: "OK" }, configuration: { alarmRule: "ALARM(a)" } };
    expect(cloudwatch.read({ ...change, detail: composite }, {})).toMatchObject({
      alerts: [{ fingerprint: arn, status: "resolved", endedAt: null }],
    });
  });

  it.each([
    ["a confirmation", envelope("You have chosen to subscribe …", "SubscriptionConfirmation")],
    ["the end of a subscription", envelope("You have chosen to unsubscribe …", "UnsubscribeConfirmation")],
    ["an alarm's configuration", envelope({ ...change, detail: { ...change.detail, operation: "update" } })],
    ["an alarm's deletion, raw", { ...change, detail: { ...change.detail, operation: "delete" } }],
    ["what a person publishes", envelope("Is anybody there?")],
    ["another service's message", envelope({ Service: "AWS Auto Scaling", Event: "autoscaling:TEST_NOTIFICATION" })],
  ])("has nothing to say of %s", (_, body) =>
    expect(cloudwatch.read(body, {})).toEqual({ nothing: "A message that is about no alarm." }),
  );

  it.each([
    [{}, "AlarmName: expected string, received undefined"],
    [envelope({ ...alarm, AlarmName: undefined }), "Message.AlarmName: expected string, received undefined"],
    [envelope({ ...alarm, NewStateValue: undefined }), "Message.NewStateValue: expected string, received undefined"],
    [
      envelope({ ...alarm, NewStateValue: "FIRE" }),
      'Message.NewStateValue: Invalid option: expected one of "ok"|"alarm"|"insufficient_data"',
    ],
    [envelope('{"AlarmName": "login'), "Message: must be JSON"],
    [{ Type: "Notification" }, "Message: expected string, received undefined"],
    [{ ...change, detail: { alarmName: "login" } }, "detail.state: expected object, received undefined"],
  ])("refuses a half-filled body, %#", (body, invalid) => expect(cloudwatch.read(body, {})).toEqual({ invalid }));
});
