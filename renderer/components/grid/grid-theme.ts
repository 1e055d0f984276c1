import { themeQuartz } from 'ag-grid-community';

/** The grid in the page's own tokens: it follows light, dark and high contrast with everything else. */
export const gridTheme = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 600,
  spacing: 5,
  rowHeight: 27,
  headerHeight: 30,
  foregroundColor: 'var(--ink)',
  headerTextColor: 'var(--ink-2)',
  backgroundColor: 'var(--card)',
  headerBackgroundColor: 'var(--card)',
  oddRowBackgroundColor: 'var(--card)',
  rowHoverColor: 'var(--sunken)',
  borderColor: 'var(--line)',
  rowBorder: { color: 'var(--line-soft)' },
  columnBorder: { color: 'var(--line-soft)' },
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  accentColor: 'var(--accent)',
  rangeSelectionBorderColor: 'var(--accent)',
  cellHorizontalPadding: 8,
  chromeBackgroundColor: 'var(--card)',
  menuBackgroundColor: 'var(--card)',
  inputBackgroundColor: 'var(--card)',
});
