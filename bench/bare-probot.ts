/** What the App is measured against: Probot's own server, with a handler that does nothing. */
import { Probot, Server } from "probot";

const {
  APP_ID: appId = "",
  PRIVATE_KEY: privateKey = "",
  WEBHOOK_SECRET: secret = "",
  PORT: port = "3000",
} = process.env;
const server = new Server({
  Probot: Probot.defaults({ appId, privateKey, secret, logLevel: "fatal" }),
  port: Number(port),
  host: "127.0.0.1",
});
await server.load((app) => {
  app.on("issue_comment", () => {});
});
await server.start();
