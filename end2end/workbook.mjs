// Types into a workbook as a spreadsheet would: the parts of the file are unpacked, one cell is written, all are packed.
import { readFile, writeFile } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';

const SHEET = 'xl/worksheets/sheet1.xml';

/** Writes `text` into each named cell of the first sheet of the workbook at `path`. */
export async function fillIn(path, cells) {
  const parts = unpacked(await readFile(path));
  let sheet = parts.get(SHEET).toString();
  for (const [cell, text] of Object.entries(cells)) {
    const held = new RegExp(`<c r="${cell}" s="(\\d+)"[^>]*?(?:/>|>.*?</c>)`, 's');
    if (!held.test(sheet)) throw new Error(`there is no ${cell} to fill in`);
    sheet = sheet.replace(held, (_, style) => `<c r="${cell}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`);
  }
  parts.set(SHEET, Buffer.from(sheet));
  await writeFile(path, packed(parts));
}

function unpacked(file) {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const parts = new Map();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map(offset => file.readUInt16LE(at + offset));
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(start, start + size);
    parts.set(name, method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

/** The parts as a file, stored as they are. */
function packed(parts) {
  const [bodies, entries] = [[], []];
  let at = 0;
  for (const [name, bytes] of parts) {
    const title = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(title.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, title, bytes]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, where, title]));
    bodies.push(body);
    at += body.length;
  }
  const index = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, index, end]);
}
