/** What a channel declared that it can show: types of message; nothing declared means everything. */
type Types = readonly string[] | null | undefined;

/** The types of message that carry a file. */
const FILE_TYPES = ['image', 'video', 'audio', 'file'];

/** Whether files can be sent there at all. */
export function showsFiles(types: Types): boolean {
  return !types || FILE_TYPES.some((type) => types.includes(type));
}

/** Whether a file of this media type can be shown there; what can't comes as an address in a text. */
export function showsFile(types: Types, mediaType: string): boolean {
  if (!types) return true;
  const kind = mediaType.split('/', 1)[0]!;
  return types.includes(FILE_TYPES.includes(kind) ? kind : 'file');
}
