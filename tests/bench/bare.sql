-- The registry's tables once more, without policies, triggers, foreign keys and journal: what the bare
-- measures write into.
create schema bare;
create table bare.household (like public.household including defaults including indexes);
create table bare.household_state (like public.household_state including defaults including indexes);
create table bare.residence (like public.residence including defaults including indexes);
create table bare.member (like public.member including defaults including indexes);
create table bare.member_state (like public.member_state including defaults including indexes);
create table bare.household_income (like public.household_income including defaults including indexes);
create table bare.household_living (like public.household_living including defaults including indexes);
create sequence bare.number;
