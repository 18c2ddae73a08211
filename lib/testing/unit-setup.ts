import { testEnvironment } from "./test-environment";

// The database is named, so that settings parse, and answers nowhere: a test that needs one is a database test.
Object.assign(process.env, testEnvironment({ DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" }));
