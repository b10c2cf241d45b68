create temporary table head on commit drop as
select gen_random_uuid() as household_id, village as region_key, r.* from roster r where relation = '01';
create temporary table person on commit drop as
select h.household_id, h.region_key, gen_random_uuid() as member_id, r.*
from roster r join head h using (serial);

insert into bare.household (id, region_key, official_no, group_name, phone_sealed, recognition_standard,
  recognition_year, martyr_family, only_child_family, two_daughters_family, origin, document, created_on, j)
select household_id, region_key, left(region_key, 6) || lpad(nextval('bare.number')::text, 8, '0'), group_name,
  phone::bytea, recognition_standard, recognition_year::smallint, martyr_family = '是', only_child_family = '是',
  two_daughters_family = '是', 'migration', 'x', current_date, 0
from head;
insert into bare.household_state (household_id, id, region_key, valid_from, standing, category, poverty_status,
  primary_cause, other_causes, j)
select household_id, gen_random_uuid(), region_key, '2018-01-01', 'registered', category, poverty_status,
  primary_cause, coalesce(string_to_array(other_causes, '、'), '{}'), 0
from head;
insert into bare.residence (household_id, id, region_key, valid_from, village, j)
select household_id, gen_random_uuid(), region_key, '2018-01-01', region_key, 0 from head;
insert into bare.household_income (household_id, id, region_key, year, wage, business, business_cost, property,
  family_planning, dibao, tekun, pension, ecology, other_transfer, persons, net, j)
select household_id, gen_random_uuid(), region_key, year::smallint, income_wage::numeric,
  income_business::numeric, income_business_cost::numeric, income_property::numeric,
  income_family_planning::numeric, income_dibao::numeric, income_tekun::numeric, income_pension::numeric,
  income_ecology::numeric, income_other_transfer::numeric, 1, 0, 0
from head;
insert into bare.household_living (household_id, id, region_key, year, farmland, irrigated, house_area,
  road_distance, entry_road, fuel, dangerous_house, sanitary_toilet, living_power, cooperative, water_safe,
  water_difficult, j)
select household_id, gen_random_uuid(), region_key, year::smallint, living_farmland::numeric,
  living_irrigated::numeric, living_house_area::numeric, living_road_distance::numeric, living_entry_road,
  living_fuel, living_dangerous_house = '是', living_sanitary_toilet = '是', living_living_power = '是',
  living_cooperative = '是', living_water_safe = '是', living_water_difficult = '是', 0
from head;
insert into bare.member (household_id, id, region_key, valid_from, person_id, name, pinyin, gender, id_type,
  id_number_sealed, id_number_hash, id_last2, birth_date_sealed, birth_year, birth_month, relation, ethnicity, j)
select household_id, member_id, region_key, '2018-01-01', gen_random_uuid(), name, name, gender, id_type,
  id_number::bytea, id_number::bytea, right(id_number, 2), birth_date::bytea, left(birth_date, 4)::smallint,
  substr(birth_date, 6, 2)::smallint, relation, ethnicity, 0
from person;
insert into bare.member_state (household_id, id, region_key, member_id, valid_from, education, school_status,
  labour_skill, health, dibao, tekun, medical_insured, resident_pension, work_region, work_months,
  willing_to_work, unwilling_reason, certificate_sealed, j)
select household_id, gen_random_uuid(), region_key, member_id, '2018-01-01', education, school_status,
  labour_skill, coalesce(string_to_array(health, '、'), '{}'), dibao = '是', tekun = '是', medical_insured = '是',
  resident_pension = '是', work_region, work_months::smallint, willing_to_work = '是', unwilling_reason,
  certificate_no::bytea, 0
from person;
