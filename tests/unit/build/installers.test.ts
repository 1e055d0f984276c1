import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checksumsOf } from '../../../build/checksums.mjs';
import { withCommandOnPath } from '../../../build/installer/msi-project.mjs';
import { policySchema } from '../../../electron/services/policy/policy.ts';
import { parseXml } from '../../support/xml-tree.ts';

const read = (path: string) => readFileSync(path, 'utf8');

describe('the MSI', () => {
  const template = read('node_modules/app-builder-lib/templates/msi/template.xml');

  test('puts the outturn command on the PATH of the computer, in electron-builder’s own project', () => {
    const project = withCommandOnPath(template);
    expect(project).toContain('Value="[APPLICATIONFOLDER]resources\\command" Part="last" Action="set" System="yes"');
    expect(project.indexOf('CommandOnPath')).toBeGreaterThan(project.indexOf('<ComponentGroup Id="ProductComponents"'));
    expect(() => withCommandOnPath('<Wix/>')).toThrow(/no group of components/);
  });

  test('is for a whole computer, asks nothing, and takes the place of the version before', () => {
    const settings = read('electron-builder.yml');
    const msi = settings.slice(settings.indexOf('\nmsi:'), settings.indexOf('\nmac:'));
    expect(msi).toMatch(/perMachine: true[\s\S]*oneClick: true[\s\S]*upgradeCode: "\{[0-9A-F-]{36}\}"/);
    expect(template).toContain('<MajorUpgrade');
  });
});

test('checksums are those that sha256sum checks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-sums-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'b'), 'abc');
  writeFileSync(join(folder, 'a'), '');
  // FIPS 180-2's own examples.
  expect(checksumsOf([join(folder, 'b'), join(folder, 'a')])).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n',
  );
});

test('the window, its desktop file and its taskbar entry bear one name', () => {
  const { desktopName } = JSON.parse(read('package.json')) as { desktopName: string };
  const settings = read('electron-builder.yml');
  const appId = /^appId: (\S+)$/m.exec(settings)?.[1];
  expect(desktopName).toBe(`${appId}.desktop`);
  expect(settings).toContain('syncDesktopName: true');
  expect(read('electron/shell/application.ts')).toContain(`app.setAppUserModelId('${appId}')`);
});

test('AppImages are built with tools that need no FUSE 2', () => {
  expect(read('electron-builder.yml')).toMatch(/toolsets:\n {2}appimage: 1\.0\.3/);
});

describe('the group policy template', () => {
  test('has a policy and its words for every setting, and no other', () => {
    const template = read('build/installer/policy/outturn.admx');
    const names = [...template.matchAll(/<policy name="(\w+)"/g)].map((match) => match[1]?.toLowerCase());
    expect(names.sort()).toEqual(Object.keys(policySchema.shape).sort());
    for (const language of ['en-GB', 'en-US']) {
      const resources = read(`build/installer/policy/${language}/outturn.adml`);
      for (const [, id] of template.matchAll(/\$\(string\.(\w+)\)/g))
        expect(resources).toContain(`<string id="${id}">`);
      for (const [, id] of template.matchAll(/\$\(presentation\.(\w+)\)/g))
        expect(resources).toContain(`<presentation id="${id}">`);
      expect(() => parseXml(resources)).not.toThrow();
    }
    expect(() => parseXml(template)).not.toThrow();
  });
});
