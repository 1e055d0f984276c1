import { launchApp } from './driver.ts';
import { addLever, exploreSample, goTo } from './main-job.ts';

/** Works for a while on the profile it is given and is then killed, as by a power cut. Run by main-job.test.ts. */
const app = await launchApp({ profile: process.argv[2] ?? '' });
await exploreSample(app.page);
await addLever(app.page, 'price uplift', '7');
await goTo(app.page, 'data/pressures', '.ag-row');
await app.page.locator('.ag-cell[col-id="name"]').first().click();
await app.page.keyboard.type('Typed before the crash');
await app.page.keyboard.press('Enter');
await app.page.getByRole('button', { name: /^Undo change/i }).waitFor();
await app.page.waitForTimeout(1000);
process.kill(process.pid, 'SIGKILL');
