import { strict } from './strict.mjs';

/** Menus are kept, not drawn. A test picks an item by its id. */
export function createMenu(host) {
  let current = null;
  const find = (items, id) => {
    for (const item of items) {
      if (item.id === id) return item;
      const below = Array.isArray(item.submenu) ? find(item.submenu, id) : null;
      if (below) return below;
    }
    return null;
  };
  return {
    Menu: {
      buildFromTemplate: (template) => strict('Menu', { items: template }),
      setApplicationMenu(menu) {
        current = menu;
      },
      getApplicationMenu: () => current,
    },
    /** Picks the item with this id, as a person would with the mouse. */
    pick(id) {
      const item = current && find(current.items, id);
      if (!item?.click) throw new Error(`The menu has no item '${id}' to pick`);
      const window = host.windows.all()[0];
      item.click(item, window, {});
    },
  };
}
