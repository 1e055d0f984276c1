export type TourStep = { title: string; text: string; path: string; keys?: readonly (readonly [string, string])[] };

/** What an officer new to Outturn is shown, in order; `path` is the screen behind each step. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'Where will the year end?',
    text: 'The Outturn screen is the table the papers print. Any figure opens: the rows and the formula behind it are shown beside it.',
    path: '/outturn',
    keys: [
      ['Arrow keys', 'move between figures'],
      ['Enter', 'what is behind one'],
    ],
  },
  {
    title: 'Change something, see what it does',
    text: 'The panel on the right holds the levers. Drag one and every figure follows; each lever shows what it alone changes, and the grey figures keep the base beside it.',
    path: '/outturn',
    keys: [
      ['Ctrl+L', 'add a lever'],
      ['G', 'solve for a target'],
      ['F8', 'show or hide the panel'],
    ],
  },
  {
    title: 'How many children, and how sure?',
    text: 'Demand projects children by group and draws the range in the background. Rates, methods, reconciliation and capacity are beside it.',
    path: '/demand',
  },
  {
    title: 'Registers work like a spreadsheet',
    text: 'Placements, pressures, savings and the rest take typing, blocks pasted from Excel, fill down and undo. A cell that is not valid keeps what you typed and says why.',
    path: '/savings',
    keys: [
      ['F2', 'edit'],
      ['Ctrl+V', 'paste a block'],
      ['Ctrl+Z', 'undo'],
    ],
  },
  {
    title: 'Find anything, and what it means',
    text: 'One box finds every screen, line, saving, action and term. Words with dots under them say what they mean.',
    path: '/outturn',
    keys: [
      ['Ctrl+K', 'find'],
      ['F1', 'shortcuts'],
      ['Shift+F1', 'terms'],
    ],
  },
];
