/** Words of the page, from the server's catalogue. The English sentence is the key. */

let catalogue: Record<string, string> | undefined;

function read(): Record<string, string> {
  const tag = document.getElementById("words");
  try {
    return tag?.textContent ? (JSON.parse(tag.textContent) as Record<string, string>) : {};
  } catch {
    return {};
  }
}

/** The sentence in the person's language, with `{name}` filled from `values`. */
export function t(msgid: string, values: Record<string, string | number> = {}): string {
  catalogue ??= read();
  const text = catalogue[msgid] ?? msgid;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
