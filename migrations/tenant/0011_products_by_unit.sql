-- Products are sorted by their unit too.
create index products_by_unit on products (unit, id);
