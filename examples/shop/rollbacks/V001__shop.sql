-- Takes the shops back: the schema with its tables, types and functions, and the role if nothing else uses it.
--
-- Runs in one transaction. Lost: every row of every table.
-- Locks on existing tables:
--     visits        ACCESS EXCLUSIVE   dropped, as all below
--     payments      ACCESS EXCLUSIVE
--     order_items   ACCESS EXCLUSIVE
--     orders        ACCESS EXCLUSIVE
--     products      ACCESS EXCLUSIVE
--     categories    ACCESS EXCLUSIVE
--     customers     ACCESS EXCLUSIVE
--     shops         ACCESS EXCLUSIVE
--
-- migrate:lossy shop.visits all rows are dropped with the table
-- migrate:lossy shop.payments all rows are dropped with the table
-- migrate:lossy shop.order_items all rows are dropped with the table
-- migrate:lossy shop.orders all rows are dropped with the table
-- migrate:lossy shop.products all rows are dropped with the table
-- migrate:lossy shop.categories all rows are dropped with the table
-- migrate:lossy shop.customers all rows are dropped with the table
-- migrate:lossy shop.shops all rows are dropped with the table

DROP TABLE shop.visits;
DROP TABLE shop.payments;
DROP TABLE shop.order_items;
DROP TABLE shop.orders;
DROP TABLE shop.products;
DROP TABLE shop.categories;
DROP TABLE shop.customers;
DROP TABLE shop.shops;
DROP FUNCTION shop.check_on_sale();
DROP FUNCTION shop.touch_changed();
DROP FUNCTION shop.tidy_nickname();
DROP TYPE shop.payment_method;
DROP TYPE shop.product_kind;
DROP DOMAIN shop.amount;
DROP DOMAIN shop.email_address;
DROP SCHEMA shop;

DO $role$
BEGIN
    IF EXISTS (SELECT FROM pg_auth_members WHERE roleid = to_regrole('shop_app')) THEN
        RAISE NOTICE 'role shop_app is kept: it has members';
        RETURN;
    END IF;
    DROP ROLE shop_app;
EXCEPTION
    WHEN undefined_object THEN
        NULL;
    WHEN dependent_objects_still_exist THEN
        RAISE NOTICE 'role shop_app is kept: it is used elsewhere in the cluster';
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'role shop_app is kept: % may not drop it', current_user;
END
$role$;
