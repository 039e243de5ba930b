-- something that events are about: whoever appends an event of a key locks its row
create table thing (id uuid primary key, changes int not null default 0);
