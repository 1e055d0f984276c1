import { readFileSync, writeFileSync } from 'node:fs';

const group = '<ComponentGroup Id="ProductComponents" Directory="APPLICATIONFOLDER">';

/** The WiX project of the MSI with the folder of the `outturn` command on the PATH of the whole computer. */
export function withCommandOnPath(project) {
  if (!project.includes(group)) throw new Error('The MSI project has no group of components to add the command to.');
  const component = [
    '<Component Id="CommandOnPath" Guid="{5E0B5D0E-6B0C-4E0D-9C55-0F7A7C1B6F43}" KeyPath="yes">',
    '  <CreateFolder/>',
    '  <Environment Id="OutturnOnPath" Name="PATH" Value="[APPLICATIONFOLDER]resources\\command" Part="last" Action="set" System="yes" Permanent="no"/>',
    '</Component>',
  ];
  return project.replace(group, [group, ...component.map((line) => `      ${line}`)].join('\n'));
}

/** electron-builder's hook: the project of the MSI is written and not yet built. */
export default async function msiProjectCreated(path) {
  writeFileSync(path, withCommandOnPath(readFileSync(path, 'utf8')));
}
