/**
 * Text for the page: every absolute path in it is cut to its last part. A message may name the file, never the folders
 * it lies in, which carry names of people and servers.
 */
export function withoutPaths(text: string): string {
  return text
    .replace(/(["'“‘])((?:[A-Za-z]:)?[\\/][^"'”’]*[\\/])([^"'”’\\/]*)(["'”’])/g, '$1$3$4')
    .replace(/(^|[\s(["'“‘=])(?:[A-Za-z]:[\\/]|\\\\|\/)(?:[^\\/\n"'”’]+[\\/])+([^\\/\s"'”’]+)/g, '$1$2');
}
