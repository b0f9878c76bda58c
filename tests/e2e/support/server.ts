// A real server of the program on a data directory of its own; it is ended by its own process id.
import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export class Server {
  readonly dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "cashflow-e2e-"));
  url = "";
  private child: ChildProcess | null = null;
  private said = "";

  /** `env`: settings of this installation, such as MULTI_TENANT_ENABLED. `program`: another file of the program. */
  constructor(
    private readonly env: Record<string, string> = {},
    private readonly program: string = process.env["CASHFLOW_BIN"] as string,
  ) {}

  /** Answers once the address is told. After a stop it listens on the same port again. */
  async start(): Promise<this> {
    const listen = this.url ? new URL(this.url).host : "127.0.0.1:0";
    const child = spawn(this.program, ["--data-dir", this.dataDir, "serve", "--listen", listen], {
      // Where the browser stands too: both must agree which day it is.
      env: {
        PATH: process.env["PATH"],
        HOME: this.dataDir,
        TZ: "IST-5:30",
        ...this.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    this.said = "";
    this.url = await new Promise<string>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        this.said += chunk.toString();
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(this.said);
        if (address) resolve(address[0]);
      };
      child.stdout?.on("data", listen);
      child.stderr?.on("data", listen);
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`The program ended with ${code}:\n${this.said}`)));
    });
    return this;
  }

  /** As a power cut would: no time to put anything in order. */
  kill = (): Promise<void> => this.end("SIGKILL");

  stop = (): Promise<void> => this.end("SIGTERM");

  /** Ends the program and takes its data away. */
  async dispose(): Promise<void> {
    await this.kill();
    fs.rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    await ended;
  }
}
