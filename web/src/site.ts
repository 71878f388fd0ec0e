// What every page has: suggestions in the search field, tables that sort and filter, buttons that copy.
export {};
