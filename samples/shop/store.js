// What the shop keeps in its database.

/** Makes the tables on the first start; safe when several pods start at once. */
export async function prepare(db) {
  await db.query('create table if not exists products (id serial primary key, name text unique not null, price numeric not null)');
  await db.query('create table if not exists orders (id serial primary key, product int references products, placed timestamptz default now())');
  await db.query("insert into products (name, price) values ('teapot', 24), ('cup', 6) on conflict do nothing");
}

export async function listProducts(db) {
  const { rows } = await db.query('select id, name, price from products order by id');
  return rows;
}

export async function order(db, product) {
  const { rows } = await db.query('insert into orders (product) values ($1) returning id, product', [product]);
  return rows[0];
}
