import { strict } from './strict.mjs';

/** Menus are kept, not drawn. A test picks an item by its id. */
export function createMenu(host) {
  let current = null;
  const templates = new WeakMap();
  const itemsOf = () => (current ? (templates.get(current) ?? []) : []);
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
      buildFromTemplate(template) {
        const menu = strict('Menu', {});
        templates.set(menu, template);
        return menu;
      },
      setApplicationMenu(menu) {
        current = menu;
      },
      getApplicationMenu: () => current,
    },
    /** Picks the item with this id, as a person would with the mouse. */
    pick(id) {
      const item = find(itemsOf(), id);
      if (!item?.click) throw new Error(`The menu has no item '${id}' to pick`);
      const window = host.windows.all()[0];
      item.click(item, window, { triggeredByAccelerator: false });
    },
    /** The keys of the item with this id are pressed and the page leaves them alone: does the menu hear of it? */
    press(id) {
      const item = find(itemsOf(), id);
      if (!item?.accelerator) throw new Error(`The menu has no item '${id}' with keys to press`);
      if (item.registerAccelerator === false && !host.personality.keysAlwaysRegistered) return false;
      item.click(item, host.windows.all()[0], { triggeredByAccelerator: true });
      return true;
    },
  };
}
