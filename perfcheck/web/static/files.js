// The files that were chosen or dropped: of a folder, those that can be checked.

const suffixes = new Set(document.body.dataset.suffixes.split(" "));

function isTable(name) {
  const ending = name.slice(name.lastIndexOf(".")).toLowerCase();
  return !name.startsWith(".") && !name.startsWith("~$") && suffixes.has(ending);
}

export function ofFolder(files) {
  return [...files]
    .filter((file) => isTable(file.name))
    .map((file) => ({ file, name: file.webkitRelativePath || file.name }));
}

export const chosen = (files) => [...files].map((file) => ({ file, name: file.name }));

// What was dropped: files as they are, and the tables in folders.
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return chosen(transfer.files);
  return (await Promise.all(entries.map((entry) => inside(entry, true)))).flat();
}

async function inside(entry, itself) {
  const name = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    if (!itself && !isTable(entry.name)) return [];
    return [{ file: await new Promise((got, not) => entry.file(got, not)), name }];
  }
  const reader = entry.createReader();
  const entries = [];
  for (;;) { // it gives a hundred at a time
    const some = await new Promise((got, not) => reader.readEntries(got, not));
    if (!some.length) break;
    entries.push(...some);
  }
  entries.sort((one, other) => one.name.localeCompare(other.name));
  return (await Promise.all(entries.map((one) => inside(one, false)))).flat();
}
