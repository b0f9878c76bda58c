// Prepares what a test begins with, through the program's own API; what is tested is then done in the browser.
import type { Server } from "./server";

type Json = Record<string, unknown>;

export class Api {
  constructor(private readonly server: Server) {}

  /** Answers the body; throws with the server's sentence when it refuses. */
  async call<T = Json>(method: string, path: string, body?: unknown, tenant?: string): Promise<T> {
    const { status, json } = await this.ask(method, path, body, tenant);
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(json)}`);
    return json as T;
  }

  /** Answers whatever the server says. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    tenant?: string,
  ): Promise<{ status: number; json: Json }> {
    const response = await fetch(this.server.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(tenant ? { "x-tenant-id": tenant } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      json: text ? (JSON.parse(text) as Json) : {},
    };
  }

  samples = () => this.call<{ created: string[] }>("POST", "/api/samples", {});

  /** Adds a business of this name and colour. */
  business(
    tenant_id: string,
    company_name: string,
    more: { domain?: string; primary_color?: string; features?: string[] } = {},
  ) {
    const { domain = "default", primary_color, features } = more;
    return this.call("POST", "/api/tenants", {
      tenant_id,
      domain,
      branding: { company_name, ...(primary_color ? { primary_color } : {}) },
      ...(features ? { features } : {}),
    });
  }

  /** A party with as little as a party needs. */
  party(tenant: string, name: string, more: Json = {}) {
    const body = {
      name,
      kind: "customer",
      registration: "unregistered",
      notes: "",
      addresses: [],
      contacts: [],
      ...more,
    };
    return this.call<{ id: number; name: string }>("POST", "/api/parties", body, tenant);
  }

  /** A product with as little as a product needs. */
  product(tenant: string, name: string, more: Json = {}) {
    return this.call<{ id: number; name: string; code: string }>(
      "POST",
      "/api/products",
      { name, ...more },
      tenant,
    );
  }

  category(tenant: string, name: string, parent_id: number | null = null) {
    return this.call<{ id: number }>("POST", "/api/product-categories", { name, parent_id }, tenant);
  }
}
