// Looks over a page's shoulder: what it logs, what breaks in it, what it asks of anyone but its own server.
import type { BrowserContext, Page } from "@playwright/test";

export class Watch {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  constructor(private readonly origin: () => string) {}

  /** From now on a message like this is part of the test (the browser logs every refused request as an error). */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  /** What nobody expected. */
  problems(): string[] {
    return this.seen.filter((message) => !this.allowed.some((pattern) => pattern.test(message)));
  }

  async follow(context: BrowserContext): Promise<void> {
    await context.addInitScript(() =>
      addEventListener("securitypolicyviolation", (event) =>
        console.error(
          `content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`,
        ),
      ),
    );
    context.on("page", (page) => this.followPage(page));
    context.on("request", (request) => {
      const url = request.url();
      if (!/^(data|blob|about):/.test(url) && new URL(url).origin !== this.origin())
        this.seen.push(`request to another place: ${url}`);
    });
  }

  private followPage(page: Page): void {
    page.on("filechooser", () => undefined); // else the browser is told too late to hand them over
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        this.seen.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => this.seen.push(`page error: ${error.stack ?? error.message}`));
    page.on("crash", () => this.seen.push("the page crashed"));
  }
}
