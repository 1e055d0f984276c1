import { AuthType, createClient, type FileStat, type ResponseDataDetailed } from 'webdav';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { SourceOf } from '../../../shared/model/source.ts';
import type { ImportFile } from '../import/read-files.ts';
import { limits } from '../import/source-table.ts';
import type { Route } from '../network/network.ts';
import { boundAgents, certificateTrouble } from '../sync/connections.ts';
import { isExtract, sourceLimits } from './extracts.ts';

/** The extracts in a WebDAV folder, read whole. Throws `source-refused`, `source-unreachable` or `file-too-large`. */
export async function readWebdav(
  source: SourceOf<'webdav'>,
  password: string,
  signal: AbortSignal,
  route?: Route,
): Promise<ImportFile[]> {
  const { httpAgent, httpsAgent, refusal, release } = boundAgents({
    address: source.url,
    certificateAuthority: source.certificateAuthority,
    mostBytes: limits.fileBytes,
    ...(route ? { route } : {}),
  });
  const client = createClient(source.url, {
    authType: source.authentication === 'digest' ? AuthType.Digest : AuthType.Password,
    username: source.user,
    password,
    httpAgent,
    httpsAgent,
  });
  try {
    // With digest authentication the library takes a refused answer's page for a listing: ask for the status first.
    const { status } = await client.customRequest('/', { method: 'PROPFIND', headers: { Depth: '0' }, signal });
    if (status >= 400) throw Object.assign(new Error('refused'), { status });
    const listed = (await client.getDirectoryContents('/', { signal })) as FileStat[];
    const found = listed.filter((one) => one.type === 'file' && isExtract(one.basename));
    found.sort((a, b) => (a.basename < b.basename ? -1 : 1));
    const bytes = found.reduce((sum, one) => sum + one.size, 0);
    if (
      found.length > sourceLimits.files ||
      bytes > sourceLimits.bytes ||
      found.some((one) => one.size > limits.fileBytes)
    )
      throw new OutturnError('file-too-large', `${source.name} holds more than can be read at once.`);
    const files: ImportFile[] = [];
    for (const { filename, basename, size } of found) {
      const answer = await client.getFileContents(filename, { format: 'binary', signal, details: true });
      const { data, status: read } = answer as ResponseDataDetailed<ArrayBuffer>;
      if (read !== 200) throw Object.assign(new Error('not read'), { status: read });
      if (data.byteLength !== size)
        throw new OutturnError(
          'source-unreachable',
          `${basename} changed or was cut short while it was read. Try again.`,
        );
      files.push({ name: basename, bytes: new Uint8Array(data) });
    }
    return files;
  } catch (error) {
    const refused = refusal();
    if (refused !== null) throw new OutturnError('file-too-large', `${source.name}: ${refused}`);
    throw explain(error, source.name);
  } finally {
    release();
  }
}

function explain(error: unknown, name: string): OutturnError {
  if (error instanceof OutturnError) return error;
  const certificate = certificateTrouble(error);
  if (certificate !== null) return new OutturnError('source-refused', `${name}: ${certificate}`);
  const status =
    (error as { status?: number }).status ?? (error as { response?: { status?: number } }).response?.status;
  if (status === 401 || status === 403)
    return new OutturnError('source-refused', `${name} did not accept the user name and password.`);
  if (status === 404) return new OutturnError('source-refused', `${name}: there is no such folder at the server.`);
  return new OutturnError(
    'source-unreachable',
    status === undefined ? `${name} cannot be reached just now.` : `${name} answered ${status}.`,
  );
}
