INSERT INTO board (number, name, sector, kvk_number, street, postcode, city, municipality, denomination, phone, website, sharing, source, row_version)
VALUES ('41101', 'Anne', 'po', '', '', '', '', '', '', '', '', 'private', '', 1);
INSERT INTO product (key, name, status, category, data_level, note, row_version)
VALUES ('las', 'LAS', 'confirmed', '', 'gewoon', '', 1);
INSERT INTO use (id, board_number, product_key, own_name, status, whole_board, owner_role, notes, import_key, created_at, updated_at, row_version)
VALUES ('00000000000000000000000000000001', '41101', 'las', '', 'in-productie', true, '', '', '', '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1);
INSERT INTO assessment (id, board_number, use_id, kind, state, state_since, fg_advice, reason, conditions, row_version)
VALUES ('00000000000000000000000000000002', '41101', '00000000000000000000000000000001', 'dpia', 'screening', '2026-01-01 00:00:00', '', '', '', 1);
INSERT INTO assessment_step (assessment_id, from_state, event, to_state, at, actor_key, actor_label, reason, facts)
VALUES ('00000000000000000000000000000002', 'not_assessed', 'screen', 'screening', '2026-01-01 00:00:00', 'anne', 'Anne', '', '{}');
