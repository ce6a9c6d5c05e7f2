import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** With SCREENSHOTS set, what the page looks like now becomes a small picture of the README; otherwise nothing. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  const shot = sharp(await page.screenshot({ animations: 'disabled' }));
  await writeFile(`docs/pictures/${name}.png`, await shot.png({ palette: true, colors: 128, effort: 10 }).toBuffer());
}
