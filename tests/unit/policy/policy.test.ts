import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { networkOf, proxyOf, proxyOfEnvironment } from '../../../electron/services/network/network.ts';
import { allowsFolder, allowsHost, refusalOf } from '../../../electron/services/policy/allowed.ts';
import { noPolicy, policyOf } from '../../../electron/services/policy/policy.ts';
import { readPolicy } from '../../../electron/services/policy/read-policy.ts';
import { policyOfRegistry } from '../../../electron/services/policy/registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'outturn-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const found = (value: unknown) => policyOf({ from: 'here', value });

describe('a policy', () => {
  test('that is not there leaves Outturn as it is', () => {
    expect(readPolicy('linux', join(folder, 'none.json'))).toEqual({ policy: noPolicy, from: null, problem: null });
    expect(readPolicy('win32', join(folder, 'none.json'), () => null).problem).toBeNull();
  });

  test.each(['{', '[]', '{"folder":["C:\\\\x"]}', '{"updates":7}', 'null', '{"macros":"allow"}'])(
    'that cannot be read closes every way out: %s',
    (text) => {
      const path = join(folder, 'policy.json');
      writeFileSync(path, text);
      const read = readPolicy('linux', path);
      expect(read.problem).toContain('cannot be read');
      expect(allowsFolder(read, folder)).toBe(false);
      expect(allowsHost(read, 'dav.council.gov.uk')).toBe(false);
    },
  );

  test('of a registry that cannot be asked closes every way out too', () => {
    expect(readPolicy('win32', 'none', () => 'unreadable').problem).toContain('Policies\\Outturn');
  });

  test('is read from what Windows prints, lists as keys of their own (as the ADMX writes them)', () => {
    const printed = [
      '',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Outturn',
      '    Updates    REG_SZ    \\\\files\\software\\Outturn',
      '    Portable    REG_DWORD    0x0',
      '    Proxy    REG_SZ    none',
      '',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Outturn\\Folders',
      '    1    REG_SZ    \\\\files\\finance team\\forecasts',
      '    2    REG_SZ    D:\\Outturn',
      '',
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Outturn\\Destinations',
      '    1    REG_SZ    *.council.gov.uk',
      '',
    ].join('\r\n');
    const { policy, problem } = policyOf({ from: 'registry', value: policyOfRegistry(printed) });
    expect(problem).toBeNull();
    expect(policy).toEqual({
      ...noPolicy,
      updates: '\\\\files\\software\\Outturn',
      portable: false,
      proxy: 'none',
      folders: ['\\\\files\\finance team\\forecasts', 'D:\\Outturn'],
      destinations: ['*.council.gov.uk'],
    });
  });
});

describe('what a policy allows', () => {
  const inside = join(folder, 'finance');
  mkdirSync(join(inside, 'deep'), { recursive: true });
  mkdirSync(join(folder, 'finance-private'));
  symlinkSync(join(folder, 'finance-private'), join(inside, 'way out'));
  const only = found({ folders: [inside], destinations: ['dav.council.gov.uk', '*.blob.council.gov.uk'] });

  test.each([
    [join(inside, 'new.xlsx'), true],
    [join(inside, 'deep', 'not yet', 'new.xlsx'), true],
    [inside, true],
    [join(folder, 'finance-private', 'new.xlsx'), false],
    [join(inside, '..', 'new.xlsx'), false],
    [join(inside, 'way out', 'new.xlsx'), false],
    ['/etc/new.xlsx', false],
  ])('%s: %s', (path, allowed) => {
    expect(allowsFolder(only, path)).toBe(allowed);
  });

  test.each([
    ['dav.council.gov.uk', true],
    ['DAV.Council.gov.uk', true],
    ['a.blob.council.gov.uk', true],
    ['blob.council.gov.uk', false],
    ['xdav.council.gov.uk', false],
    ['dav.council.gov.uk.attacker.example', false],
  ])('%s: %s', (host, allowed) => {
    expect(allowsHost(only, host)).toBe(allowed);
  });

  test('a place it does not allow is refused in words that say who can help', () => {
    const place = {
      id: 'd',
      name: 'There',
      template: '{name}',
      enabled: true,
      kind: 'folder' as const,
      folder: '/srv',
    };
    expect(refusalOf(only, place)).toMatch(/^Your organisation allows only these folders here: /);
    expect(refusalOf(policyOf(null), place)).toBeNull();
  });
});

describe('the proxy', () => {
  test.each([
    ['DIRECT', null],
    ['PROXY proxy.council:8080; DIRECT', 'http://proxy.council:8080'],
    ['HTTPS secure.council:443', 'https://secure.council:443'],
    ['SOCKS5 socks:1080; PROXY proxy.council:8080', 'http://proxy.council:8080'],
    ['DIRECT; PROXY proxy.council:8080', null],
    ['http://proxy.council:3128', 'http://proxy.council:3128'],
    ['rubbish', null],
  ])('of “%s” is %s', (answer, expected) => {
    expect(proxyOf(answer)).toBe(expected);
  });

  test('is the policy’s, none, or the system’s; a system that does not answer means none', async () => {
    const asked = async () => 'PROXY system:1';
    expect(await networkOf({ ...noPolicy, proxy: 'http://own:2' }, asked).proxyFor('https://a/')).toBe('http://own:2');
    expect(await networkOf({ ...noPolicy, proxy: 'none' }, asked).proxyFor('https://a/')).toBeNull();
    expect(await networkOf(noPolicy, asked).proxyFor('https://a/')).toBe('http://system:1');
    expect(await networkOf(noPolicy, () => Promise.reject(new Error('x'))).proxyFor('https://a/')).toBeNull();
  });

  test('of a command is the environment’s, but for what is excepted', async () => {
    const environment = { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'localhost, .council.gov.uk' };
    expect(await proxyOfEnvironment('https://www.gov.uk/', environment)).toBe('http://p:1');
    expect(await proxyOfEnvironment('https://dav.council.gov.uk/', environment)).toBe('DIRECT');
    expect(await proxyOfEnvironment('https://a/', {})).toBe('DIRECT');
  });
});
