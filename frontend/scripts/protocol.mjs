// Makes src/practice/protocol.ts from the server's own message classes.
// The schema comes on standard input: python -m tenfold.web.protocol_schema | npm run protocol
import { writeFileSync } from "node:fs";
import { json } from "node:stream/consumers";
import { compile } from "json-schema-to-typescript";

const schema = await json(process.stdin);
for (const definition of Object.values(schema.$defs)) {
  // Field titles would become one type alias a field; the classes' names are enough.
  for (const property of Object.values(definition.properties ?? {})) delete property.title;
  delete definition.title;
}
const banner = "/* Made by `make protocol` from tenfold/web/messages.py. Not edited by hand. */";
const wanted = { $defs: schema.$defs, title: "LiveMessage", anyOf: [{ $ref: "#/$defs/ClientMessage" }, { $ref: "#/$defs/ServerMessage" }] };
const text = await compile(wanted, "LiveMessage", {
  bannerComment: banner,
  additionalProperties: false,
  unreachableDefinitions: true,
  format: true,
});
writeFileSync("src/practice/protocol.ts", text);
