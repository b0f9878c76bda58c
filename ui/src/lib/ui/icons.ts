// The icons by name, as scripts/icons.ts draws them; a domain pack may use these names, and tenants/README.md lists them.
import drawings from "virtual:icons";

/** The SVG inside each icon, 24 by 24. */
export const icons: Record<string, string> = drawings;
