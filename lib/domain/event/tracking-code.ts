/** Ready-to-paste code in one language. */
export type TrackingCode = {
  id: "browser" | "node" | "python" | "php" | "curl";
  title: string;
  language: string;
  code: string;
};

/** What the code is written for. `baseUrl` is where this Cartograph answers; `key` a write key or a placeholder for one. */
export type TrackingTarget = {
  baseUrl: string;
  key: string;
  name: string;
  properties: Record<string, unknown>;
};

/** The script tag that loads the browser SDK and keeps calls made before it has loaded. */
export function sdkSnippet(baseUrl: string, key: string): string {
  return `<script>
  (function (kept) {
    window.cartograph = kept;
    ["identify", "track", "page", "forget"].forEach(function (name) {
      kept[name] = function () { kept.push([name].concat([].slice.call(arguments))); };
    });
  })(window.cartograph || []);
</script>
<script async src="${baseUrl}/cartograph.min.js"
  data-key="${key}"></script>`;
}

/** The code that sends this very event: from the shop's pages with the SDK, from its server, and from a terminal. */
export function trackingCode(target: TrackingTarget): TrackingCode[] {
  return [
    { id: "browser", title: "Browser", language: "html", code: browser(target) },
    { id: "node", title: "Node.js", language: "js", code: node(target) },
    { id: "python", title: "Python", language: "python", code: python(target) },
    { id: "php", title: "PHP", language: "php", code: php(target) },
    { id: "curl", title: "curl", language: "sh", code: curl(target) },
  ];
}

const CUSTOMER = { externalId: "customer-1001", email: "ada@example.com" };

function browser({ name, properties }: TrackingTarget): string {
  return `// Once per page, as soon as you know who is signed in:
cartograph.identify(${js(CUSTOMER.externalId)}, { email: ${js(CUSTOMER.email)} });

// When it happens:
cartograph.track(${js(name)}, ${js(properties)});`;
}

function node({ baseUrl, key, name, properties }: TrackingTarget): string {
  return `const event = ${js({ messageId: `${name}-10042`, name, customer: CUSTOMER, properties })};

const response = await fetch(${js(`${baseUrl}/api/v1/events`)}, {
  method: "POST",
  headers: { Authorization: ${js(`Bearer ${key}`)}, "Content-Type": "application/json" },
  body: JSON.stringify(event),
});
if (!response.ok) throw new Error(await response.text());`;
}

function python({ baseUrl, key, name, properties }: TrackingTarget): string {
  const event = { messageId: `${name}-10042`, name, customer: CUSTOMER, properties };
  return `import json, urllib.request

event = json.loads(r"""
${json(event)}
""")
request = urllib.request.Request(
    ${json(`${baseUrl}/api/v1/events`)},
    data=json.dumps(event).encode(),
    headers={"Authorization": ${json(`Bearer ${key}`)}, "Content-Type": "application/json"},
    method="POST",
)
with urllib.request.urlopen(request) as response:
    print(response.read().decode())`;
}

function php({ baseUrl, key, name, properties }: TrackingTarget): string {
  const event = { messageId: `${name}-10042`, name, customer: CUSTOMER, properties };
  return `<?php
$event = <<<'JSON'
${json(event)}
JSON;

$context = stream_context_create(["http" => [
    "method" => "POST",
    "header" => "Authorization: Bearer ${key}\\r\\nContent-Type: application/json\\r\\n",
    "content" => $event,
    "ignore_errors" => true,
]]);
echo file_get_contents(${json(`${baseUrl}/api/v1/events`)}, false, $context);`;
}

function curl({ baseUrl, key, name, properties }: TrackingTarget): string {
  const event = { messageId: `${name}-10042`, name, customer: CUSTOMER, properties };
  return `curl -X POST ${quoted(`${baseUrl}/api/v1/events`)} \\
  -H ${quoted(`Authorization: Bearer ${key}`)} \\
  -H 'Content-Type: application/json' \\
  -d ${quoted(json(event))}`;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

// JSON with bare keys where JavaScript allows them; </script> cannot end the page's script.
function js(value: unknown): string {
  return json(value)
    .replace(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, "$1$2:")
    .replaceAll("</", "<\\/");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
