// Start only the Auth emulator of the pinned firebase-tools: `node auth_emulator.cjs FIREBASE_TOOLS PORT PROJECT`.
"use strict";

const [, , firebaseTools, port, project] = process.argv;
const { createApp } = require(`${firebaseTools}/lib/emulator/auth/server.js`);

const ANY_PROJECT_WITHOUT_WARNING = 0;

createApp(project, ANY_PROJECT_WITHOUT_WARNING).then((app) => {
  const server = app.listen(Number(port), "127.0.0.1");
  server.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
});
