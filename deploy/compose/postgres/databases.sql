-- A database for each service that has one and for the registry, and nothing of the others'.
create role orders login password 'orders';
create database orders owner orders;
revoke connect on database orders from public;

create role payments login password 'payments';
create database payments owner payments;
revoke connect on database payments from public;

create role dataplatform login password 'dataplatform';
create database dataplatform owner dataplatform;
revoke connect on database dataplatform from public;

create role registry login password 'registry';
create database registry owner registry;
revoke connect on database registry from public;
