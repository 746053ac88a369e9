/** The outer fence of all tests: a connection to anything but this machine fails by name. */
import { subscribe } from "node:diagnostics_channel";
import { BlockList, type Socket } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

subscribe("net.client.socket", (message) => {
  const { socket } = message as { socket: Socket };
  socket.on("connectionAttempt", (address: string, _port: number, family: number) => {
    if (loopback.check(address, family === 6 ? "ipv6" : "ipv4")) return;
    const error = new Error(`A test reached out to ${address}. Tests talk to this machine alone.`);
    process.nextTick(() => socket.destroy(error)); // Within the attempt itself Node still holds the socket.
  });
});
