import { every, within, type XmlElement } from './xml-tree.ts';

/** Order of elements in a chart (ECMA-376 part 1, 21.2: CT_ChartSpace and what is in it), by the name of the parent. */
const orders: Record<string, string> = {
  chartSpace:
    'date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes extLst',
  chart:
    'title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax extLst',
  title: 'tx layout overlay spPr txPr extLst',
  plotArea: 'layout barChart lineChart valAx catAx dateAx serAx dTable spPr extLst',
  barChart: 'barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst',
  lineChart: 'grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId extLst',
  ser: 'idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat val smooth shape extLst',
  catAx:
    'axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst',
  valAx:
    'axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits extLst',
  legend: 'legendPos legendEntry layout overlay spPr txPr extLst',
  numRef: 'f numCache extLst',
  strRef: 'f strCache extLst',
  numCache: 'formatCode ptCount pt extLst',
  strCache: 'ptCount pt extLst',
};
/** Elements that may stand more than once, and those whose order among themselves is free. */
const repeated = new Set(['ser', 'axId', 'pt', 'legendEntry', 'dPt', 'barChart', 'lineChart', 'catAx', 'valAx']);
const axes = new Set(['catAx', 'valAx', 'dateAx', 'serAx']);

/** One chart: elements in their order, axes that its series name, caches no longer than they say. */
export function checkChart(part: string, root: XmlElement, fault: (part: string, message: string) => void): void {
  for (const element of within(root)) {
    const order = orders[element.name]?.split(' ');
    if (!order) continue;
    let reached = -1;
    let last = '';
    for (const { name } of element.children) {
      const place = order.indexOf(axes.has(name) && element.name === 'plotArea' ? 'valAx' : name);
      if (place < 0) fault(part, `<${name}> has no place in <${element.name}>`);
      else if (place < reached) fault(part, `<${name}> stands after <${last}> in <${element.name}>`);
      else if (place === reached && !repeated.has(name)) fault(part, `<${name}> stands twice in <${element.name}>`);
      reached = Math.max(reached, place);
      last = name;
    }
    const stated = every(element, 'ptCount')[0]?.attributes.val;
    const points = every(element, 'pt').length;
    if (stated !== undefined && Number(stated) < points) fault(part, `a cache of ${stated} holds ${points}`);
  }
  const all = [...within(root)];
  const own = all.filter((one) => axes.has(one.name)).map((one) => every(one, 'axId')[0]?.attributes.val);
  for (const chart of all.filter((one) => one.name === 'barChart' || one.name === 'lineChart'))
    for (const { attributes } of every(chart, 'axId'))
      if (!own.includes(attributes.val)) fault(part, `a series is drawn on axis ${attributes.val}, which is not there`);
  for (const axis of all.filter((one) => one.name === 'crossAx'))
    if (!own.includes(axis.attributes.val)) fault(part, `an axis crosses ${axis.attributes.val}, which is not there`);
  const series = all.filter((one) => one.name === 'ser');
  for (const key of ['idx', 'order'])
    if (new Set(series.map((one) => every(one, key)[0]?.attributes.val)).size !== series.length)
      fault(part, `two series have one ${key}`);
}
