/** What the tests of several tools share. */
package dev.drydock.testkit;
